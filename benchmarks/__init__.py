"""Figures that the project quotes; run them with `make bench`."""
