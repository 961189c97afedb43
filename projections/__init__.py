"""Read models: each a pure function from one stream's history to rows, its tables and its queries."""
