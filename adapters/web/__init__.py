"""The check in a browser: a page that the bot serves itself, which leaves nothing with anybody else."""
