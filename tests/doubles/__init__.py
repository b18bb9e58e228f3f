"""Servers that speak the chat platforms' protocols on loopback, written from the platforms' documentation, for tests and for trying by hand."""
