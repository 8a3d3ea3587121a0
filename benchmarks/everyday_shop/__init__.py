"""Shared parts of the benchmark of everyday actions: the actions and their sides."""
