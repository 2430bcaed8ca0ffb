"""What runs components: instances, pages, queues and threads."""
