import Foundation
import Kernels
import MatrixCore
import Testing

@Suite struct MemoryStreamTests {
  /// Every element of a, and nothing else, whatever fills no vector of any instruction set; all numbers are exact.
  @Test(arguments: MemoryStream.allCases, InstructionSet.available)
  func everyElementIsWritten(_ stream: MemoryStream, on set: InstructionSet) throws {
    for (n, threads) in [1, 7, 8, 33, 100, 1003, 4096].flatMap({ n in [1, 2, 3].map { (n, $0) } }) {
      var arrays = try Matrix<Double>(rows: 3, columns: n)
      for k in 0..<n {
        arrays[0, k] = -1
        arrays[1, k] = Double(k)
        arrays[2, k] = Double(2 * k + 1)
      }
      let bytes = HostPeak.stream(stream, 3, &arrays, on: set, team: Team(threads: threads))
      #expect(bytes == Double(n) * stream.countedBytes)
      var wrong: [Int] = []
      for k in 0..<n {
        let (b, c) = (Double(k), Double(2 * k + 1))
        let expected = [MemoryStream.write: 3, .copy: b, .triad: b + 3 * c][stream]
        if arrays[0, k] != expected || arrays[1, k] != b || arrays[2, k] != c { wrong.append(k) }
      }
      #expect(wrong.isEmpty, "\(stream) n \(n), \(threads) threads: \(wrong.prefix(5))")
    }
  }

  @Test func nothingIsNothing() throws {
    var arrays = try Matrix<Double>(rows: 3, columns: 0)
    for stream in MemoryStream.allCases { #expect(HostPeak.stream(stream, 3, &arrays, team: Team(threads: 2)) == 0) }
    HostPeak.forkJoin(Team(threads: 2), times: 0)
  }

  /// STREAM's convention, and with what is written over read before.
  @Test func bytesOfAnElement() {
    #expect(MemoryStream.allCases.map(\.countedBytes) == [8, 16, 24] && MemoryStream.allCases.map(\.movedBytes) == [16, 24, 32])
  }

  @Test func withoutMemoryNothingIsMeasured() {
    #expect(HostStreams.measure(Team(threads: 1), usable: HostStreams.bytesNeeded - 1) == nil)
    let caches = HostProcessor.current.lastLevel(threads: .max) ?? 0
    #expect(HostStreams.bytesNeeded >= max(3 * 128 << 20, 12 * caches))
  }

  /// What no cache holds is the same for reading and for streams.
  @Test func oneSizeForAll() { #expect(3 * HostRoofs.bytesNeeded == HostStreams.bytesNeeded) }

  /// Every element is one, whichever member wrote it.
  @Test(arguments: [1, 2, 3]) func whatIsReadIsWritten(_ threads: Int) {
    let team = Team(threads: threads)
    for count in [0, 1, 7, 64, 1003] {
      var memory = HostPeak.readable(bytes: 8 * count + 7, team)
      guard let ones = memory.take() else {
        Issue.record("no memory")
        continue
      }
      let (columns, wrong) = (ones.columns, Self.others(ones))
      #expect(columns == count && wrong == 0)
    }
  }

  /// Elements that are not one.
  private static func others(_ matrix: borrowing Matrix<Double>) -> Int {
    var count = 0
    for k in 0..<matrix.columns where matrix[0, k] != 1 { count += 1 }
    return count
  }

  /// The probes of this host, which may be busy.
  @Test(
    .disabled(if: ProcessInfo.processInfo.environment["LEONTIEF_TEST_EMULATED"] != nil, "an emulator has no rates"),
    arguments: [1, 2])
  func whatThisHostTellsCanBeDividedBy(_ threads: Int) {
    guard let streams = HostStreams.measure(Team(threads: threads)) else { return }
    let rates = MemoryStream.allCases.map(streams.rate) + [streams.firstLevel?.bytes ?? 1, streams.forkJoinSeconds]
    #expect(rates.allSatisfy { $0.isFinite && $0 > 0 } && 3 * streams.arrayBytes == HostStreams.bytesNeeded)
  }
}
