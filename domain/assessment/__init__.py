"""Assessment: cycles with their indicators, scores, observations, rankings, grades and what is published of them."""
