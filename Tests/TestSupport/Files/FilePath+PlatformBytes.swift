public import SystemPackage

extension FilePath {
    /// The path's bytes, which need not be UTF-8.
    public var platformBytes: [UInt8] {
        unsafe withPlatformString { text in
            unsafe UnsafeBufferPointer(start: text, count: length).map { UInt8(bitPattern: $0) }
        }
    }

    /// Makes a path of bytes, none of them zero.
    public init(platformBytes: some Sequence<UInt8>) {
        unsafe self.init(platformString: platformBytes.map { CChar(bitPattern: $0) } + [0])
    }
}
