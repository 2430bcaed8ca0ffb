"""The same tests in real Chromium."""
