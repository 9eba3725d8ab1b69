"""Rules about papers that a post is about: their titles and authors against the records of libraries."""
