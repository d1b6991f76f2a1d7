"""Durable queues: the inbox of updates, the outbox of messages, and notices that fall due. Each survives a crash."""
