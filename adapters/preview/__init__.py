"""The preview: every screen of a check in a browser on this machine, as each channel shows it, for authors."""
