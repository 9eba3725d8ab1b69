"""What stands above a post, between its fences."""
