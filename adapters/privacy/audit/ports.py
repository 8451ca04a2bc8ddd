"""Find a port on loopback for a process that is about to be started."""

import socket


def free_port() -> int:
    """Return a free port on 127.0.0.1 that no other process is assigned for a minute.

    It opens and closes a connection to the port, so that it is in TIME_WAIT. Meanwhile Linux doesn't assign it to a
    process that asks for any free port, to listen on or to connect from; but a server that binds this port with
    SO_REUSEADDR gets it.
    """
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = server.getsockname()
        with socket.create_connection(address) as client:
            accepted, _ = server.accept()
            accepted.close()
            client.recv(1)  # returns once the server has closed its side; the side that closes first is in TIME_WAIT
    return int(address[1])
