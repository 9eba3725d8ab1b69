"""Rules about whole posts: their titles, slugs, and drafts."""
