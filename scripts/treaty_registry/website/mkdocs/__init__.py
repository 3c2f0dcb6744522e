"""MkDocs and other engines: the only modules that know one."""
