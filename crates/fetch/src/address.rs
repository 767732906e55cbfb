//! Which addresses are on the public internet.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::Url;

use crate::Error;

/// A longer address is none of a page.
const LONGEST: usize = 8 << 10;

/// Whether the address is one of the public internet, by the special-purpose registries of the IANA (RFC 6890 and what
/// has been added since). Addresses that wrap another one (IPv4-mapped, NAT64, 6to4, Teredo) are not: who they reach
/// depends on the network.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => !PRIVATE_V4
            .iter()
            .any(|&(net, bits)| within_v4(address, net, bits)),
        IpAddr::V6(address) => {
            within_v6(address, 0x2000, 0, 3)
                && !PRIVATE_V6
                    .iter()
                    .any(|&(first, second, bits)| within_v6(address, first, second, bits))
        }
    }
}

const PRIVATE_V4: &[([u8; 4], u32)] = &[
    ([0, 0, 0, 0], 8),       // this network, unspecified
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // shared, carrier-grade NAT
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, cloud metadata
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocol assignments
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // 6to4 relays
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 3),     // multicast, reserved, broadcast
];

/// Of 2000::/3, which holds all public addresses; the first two groups and how many bits of them count.
const PRIVATE_V6: &[(u16, u16, u32)] = &[
    (0x2001, 0x0000, 23), // protocol assignments: Teredo, ORCHID, benchmarks
    (0x2001, 0x0db8, 32), // documentation
    (0x2002, 0x0000, 16), // 6to4
    (0x3fff, 0x0000, 20), // documentation
];

fn within_v4(address: Ipv4Addr, net: [u8; 4], bits: u32) -> bool {
    (address.to_bits() ^ u32::from_be_bytes(net)) >> (32 - bits) == 0
}

fn within_v6(address: Ipv6Addr, first: u16, second: u16, bits: u32) -> bool {
    let start = (address.to_bits() >> 96) as u32;
    (start ^ (u32::from(first) << 16 | u32::from(second))) >> (32 - bits) == 0
}

/// The address of a page as it was given, or as a redirect from `base` names it; without its fragment.
pub(crate) fn parse(address: &str, base: Option<&Url>) -> Result<Url, Error> {
    let wrong = |problem| Error::Address {
        address: address.into(),
        problem,
    };
    if address.len() > LONGEST {
        return Err(wrong("longer than any page's"));
    }
    let parsed = Url::options().base_url(base).parse(address);
    let mut url = parsed.map_err(|_| wrong("it can't be read as one"))?;
    if !matches!(url.scheme(), "http" | "https") {
        return Err(wrong("only http and https are fetched"));
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(wrong("it holds a user name or password, which is never sent"));
    }
    url.set_fragment(None);
    Ok(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses() {
        for address in [
            "0.0.0.0",
            "0.1.2.3",
            "10.1.2.3",
            "100.64.0.1",
            "100.127.255.255",
            "127.0.0.1",
            "127.9.9.9",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.1.1",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.255",
            "240.0.0.1",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "64:ff9b::7f00:1",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:0:7f00:1::",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::",
            "3fff::1",
            "3fff:fff::1",
            "5f00::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn public_addresses() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.0.1",
            "172.15.0.1",
            "172.32.0.0",
            "192.0.1.1",
            "192.167.0.1",
            "192.169.0.1",
            "198.17.0.1",
            "198.20.0.0",
            "223.255.255.255",
            "2001:200::1",
            "2001:4860:4860::8888",
            "2606:4700::1111",
            "2a00:1450::1",
            "3ffe::1",
            "3fff:1000::1",
        ] {
            assert!(is_public(address.parse().unwrap()), "{address}");
        }
    }

    #[test]
    fn odd_spellings_are_seen_through() {
        for address in [
            "http://0x7f.1/",
            "http://2130706433/",
            "http://0177.0.0.1/",
            "http://127.1/",
            "HTTP://127.0.0.1:80/",
            "http://１２７.0.0.1/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::127.0.0.1]/",
            "http://[0:0:0:0:0:0:0:1]/",
        ] {
            let url = parse(address, None).unwrap();
            let address = match url.host().unwrap() {
                url::Host::Ipv4(address) => IpAddr::V4(address),
                url::Host::Ipv6(address) => IpAddr::V6(address),
                url::Host::Domain(name) => panic!("{address}: {name}"),
            };
            assert!(!is_public(address), "{url}");
        }
    }

    #[test]
    fn other_schemes_and_passwords() {
        let error = |address: &str| parse(address, None).unwrap_err().to_string();
        assert!(error("ftp://a.example/").contains("only http and https"));
        assert!(error("file:///etc/passwd").contains("only http and https"));
        assert!(error("https://good.example@127.0.0.1/").contains("user name"));
        assert!(error("https://").contains("can't be read"));
        assert!(error(&format!("https://a.example/{}", "x".repeat(9000))).contains("longer"));
        assert!(!error("htt\u{1b}[31mp://x").contains('\u{1b}'));
        let base = parse("https://a.example/x/y#z", None).unwrap();
        assert_eq!(base.as_str(), "https://a.example/x/y");
        assert_eq!(
            parse("../b", Some(&base)).unwrap().as_str(),
            "https://a.example/b"
        );
        assert_eq!(
            parse("//b.example", Some(&base)).unwrap().as_str(),
            "https://b.example/"
        );
    }
}
