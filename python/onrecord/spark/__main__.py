import sys

from onrecord.spark.command import main

sys.exit(main())
