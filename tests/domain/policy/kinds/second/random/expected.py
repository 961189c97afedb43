"""What each kind can say, all of which chance must have brought about."""

ELSEWHERE = {"score", "ranking", "grade-quota", "consequence-steps", "assessment-cycle", "mid-term-inspection"}
OUTCOMES = set()
