"""A made-up county as orders in time: pure, repeatable, lawful. `lifecycle.demo` records it in a store.

Read `plan` (units and posts), `cast` (the people of the walkthrough) with `cast_careers`, `life` and `orders`.
"""
