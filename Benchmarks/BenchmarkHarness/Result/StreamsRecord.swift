import Foundation
import Leontief

/// What a team does beside multiplying and reading, as documents show it.
public struct StreamsRecord: Encodable, Sendable, Equatable {
  /// By STREAM's convention: what the program reads and writes.
  public let writeBytesPerS: Double
  public let copyBytesPerS: Double
  public let triadBytesPerS: Double
  /// The same with every line that is written over read before, as ordinary stores do where the processor does not see that all
  /// of it will be written.
  public let writeBytesMovedPerS: Double
  public let copyBytesMovedPerS: Double
  public let triadBytesMovedPerS: Double
  public let stores = "ordinary"
  public let arrayBytes: Int
  @Nullable public var firstLevelBytes: Double?
  @Nullable public var firstLevelBytesPerS: Double?
  public let forkJoinS: Double
  public let threads: Int

  public init(_ streams: HostStreams, threads: Int) {
    func moved(_ stream: MemoryStream) -> Double { streams.rate(stream) * stream.movedBytes / stream.countedBytes }
    (writeBytesPerS, copyBytesPerS, triadBytesPerS) = (streams.write, streams.copy, streams.triad)
    (writeBytesMovedPerS, copyBytesMovedPerS, triadBytesMovedPerS) = (moved(.write), moved(.copy), moved(.triad))
    (arrayBytes, forkJoinS, self.threads) = (streams.arrayBytes, streams.forkJoinSeconds, threads)
    _firstLevelBytes = Nullable(wrappedValue: streams.firstLevel?.capacity)
    _firstLevelBytesPerS = Nullable(wrappedValue: streams.firstLevel?.bytes)
  }

  /// Two or three lines.
  public var text: String {
    func rates(_ write: Double, _ copy: Double, _ triad: Double) -> String {
      String(format: "%.1f GB/s write, %.1f copy, %.1f triad", write * 1e-9, copy * 1e-9, triad * 1e-9)
    }
    let counted = "streams: \(rates(writeBytesPerS, copyBytesPerS, triadBytesPerS)), bytes counted as STREAM does"
    let moved =
      "         \(rates(writeBytesMovedPerS, copyBytesMovedPerS, triadBytesMovedPerS)), with lines read before they are "
      + "read before (ordinary stores)"
    let level = firstLevelBytesPerS.map { String(format: "first level: %.0f GB/s read; ", $0 * 1e-9) } ?? ""
    let start = String(format: "a team of \(threads) starts and ends in %.2f us", forkJoinS * 1e6)
    return [counted, moved, level + start].joined(separator: "\n")
  }
}
