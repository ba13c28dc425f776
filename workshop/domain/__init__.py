"""Plain frozen values: what a workshop is made of, with no screen, no socket, no file and no clock."""
