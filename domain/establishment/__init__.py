"""The establishment: how many full-time posts a unit must have, and the search for candidates for its vacancies."""
