"""Durable queues that survive a crash: the inbox of updates, the outbox of messages, and notices that fall due."""
