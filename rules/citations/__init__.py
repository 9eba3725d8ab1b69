"""Rules that compare the titles and authors of papers with the records of arXiv and Crossref."""
