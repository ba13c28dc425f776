"""Runs facilitated workshops from a terminal; what participants write for themselves stays theirs."""
