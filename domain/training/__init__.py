"""Training: plans, enrolments, sessions attended, and the workload of party posts that counts as teaching."""
