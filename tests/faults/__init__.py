"""When something goes wrong: odd texts, wrong keys, killed processes, a full disk, a database that is away."""
