"""What waits its turn: updates that arrived, messages to send, notices that fall due. Each survives a crash."""
