#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

/// Bytes as base64 (RFC 4648), for a path that is not text.
func base64(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
