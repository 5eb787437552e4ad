"""What the learned engine is trained on and with; no part of what ships."""
