"""Where pages meet Django and Channels."""
