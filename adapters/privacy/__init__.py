"""Privacy: reports what is stored, erases it on request, and audits that nothing of a conversation stays."""
