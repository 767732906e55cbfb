//! Records of WARC and WET files.
