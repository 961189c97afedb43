"""One file for each rule kind. `domain.policy.catalogue` lists them all."""
