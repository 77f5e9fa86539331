import os
import site
import sys

if sys.prefix == sys.base_prefix:
    site.addsitedir(os.path.join(sys.prefix, "lib", "python3.11", "site-packages"))
