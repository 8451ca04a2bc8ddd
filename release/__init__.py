"""Makes a release of this repository: `make release VERSION=1.2.0`."""
