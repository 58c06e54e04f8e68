"""Background work behind one small seam.

`registry.job` names a function that may run later, `queue.enqueue` asks for it, `worker.work`
does what is asked. A job is a row in the database: it is asked for in the same transaction as the
change that makes it necessary, so that neither exists without the other.
"""
