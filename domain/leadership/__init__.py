"""Leadership: who answers for what, who heads a unit, what it has to work with, and by which rules and plans."""
