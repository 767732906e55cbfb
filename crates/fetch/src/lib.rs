//! Fetches pages politely.
