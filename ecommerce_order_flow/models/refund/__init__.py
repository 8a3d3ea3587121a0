"""Refunds: what customers get back, each once, by the outbox."""
