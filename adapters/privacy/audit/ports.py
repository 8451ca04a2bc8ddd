"""Finds a port of loopback for a process that is about to be started."""

import socket


def free_port() -> int:
    """Return a port of 127.0.0.1 that nothing listens on, and that no other process is given for a minute.

    A connection to it has just been closed by its server, so that it is in TIME_WAIT. Meanwhile Linux gives it to
    nobody who asks for any port, neither to listen on nor to connect from; who asks for this very port, with
    SO_REUSEADDR as servers do, gets it.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address) as client:
            accepted, _ = server.accept()
            accepted.close()
            client.recv(1)  # returns once the server has closed first, which is what leaves its port in TIME_WAIT
    return int(address[1])
