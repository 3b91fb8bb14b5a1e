internal import ArticleReading
internal import CConfinement
internal import SystemPackage

#if canImport(Glibc)
    internal import Glibc
#endif

/// What the confined reader does: it reads one file, says what is in it, and can do nothing else.
///
/// Its file is its standard input and its answer goes to its standard output; nothing else is open. Before it
/// looks at a byte of the file it gives up memory beyond its limit, time, writing, the network, other
/// processes and the file system, for good.
struct FileReading {
    let command: ReaderCommand
    /// Whether the files that reading may need are all that it can open.
    let readsFiles: Bool

    /// Reads the file, and ends the process.
    func runAndExit() -> Never {
        var output = FrameOutput()
        if let failure = confine() {
            output.write(.refusal(Refusal(.readerFailed(failure)), ordinal: nil))
            output.finish()
            _exit(1)
        }
        var source = DescriptorSource()
        do {
            try ArticleFileReader(limits: command.limits, charset: command.charset)
                .read(named: command.name, byteCount: source.byteCount, from: &source) { output.write($0) }
        } catch {
            // Its own file is all that can fail; without an end the daemon takes nothing of the answer.
            _exit(1)
        }
        output.finish()
        // What libraries would do at an end is for nobody.
        _exit(0)
    }

    /// Gives up everything that reading does not need; why that failed, if it did.
    private func confine() -> String? {
        let failure = gazette_limit(
            gazette_confinement_limits(
                memory_bytes: UInt64(clamping: command.limits.memoryByteCount),
                cpu_seconds: UInt64(clamping: command.limits.seconds)))
        guard failure == 0 else { return "it could not limit itself (\(Errno(rawValue: failure)))" }
        let refused = gazette_confine_calls(readsFiles ? GAZETTE_CALLS_READ_FILES : GAZETTE_CALLS_COMPUTE)
        return refused == 0 ? nil : "it could not confine itself (\(Errno(rawValue: refused)))"
    }
}

/// Gives out what stands in the standard input, from its start.
private struct DescriptorSource: ByteSource {
    private var offset: Int64 = 0

    /// The size of the file.
    var byteCount: Int64? {
        var status = stat()
        return unsafe fstat(0, &status) == 0 ? Int64(status.st_size) : nil
    }

    mutating func nextChunk() throws -> [UInt8]? {
        var failure: Errno?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
            let read = unsafe pread(0, buffer.baseAddress, buffer.count, off_t(offset))
            if read < 0 { failure = Errno(rawValue: errno) }
            count = max(0, read)
        }
        if let failure { throw failure }
        offset += Int64(bytes.count)
        return bytes.isEmpty ? nil : bytes
    }
}

/// Sends frames through the standard output, some at a time.
private struct FrameOutput {
    /// 64 KiB: what a pipe takes at once.
    private static let bound = 64 << 10
    private var frames = FrameWriter()

    mutating func write(_ piece: ReadPiece) {
        frames.append(piece)
        if frames.bytes.count >= Self.bound { flush() }
    }

    mutating func finish() {
        frames.appendEnd()
        flush()
    }

    private mutating func flush() {
        // A daemon that listens no more has ended; so does this process.
        do { try FileDescriptor.standardOutput.writeAll(frames.take()) } catch { _exit(1) }
    }
}
