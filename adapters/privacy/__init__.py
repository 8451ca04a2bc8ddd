"""Report what is stored, erase it on request, and audit that conversations leave no traces."""
