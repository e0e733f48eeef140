import Foundation
import MatrixCore
import Testing

/// Pages from the kernel: as many as asked for, zero, and given back to the last one.
@Suite struct PageMemoryTests {
  private static let hugePage = 2 << 20
  private static let page = Int(sysconf(Int32(_SC_PAGESIZE)))

  /// Below, at and above whole huge pages, with a rest that is worth another one and one that is not.
  private static let sizes = [
    1, 1 << 20, hugePage - 1, hugePage, hugePage + 1, hugePage + hugePage / 4 - 1, hugePage + hugePage / 4, 3 * hugePage - 1,
    5 * hugePage + 12345,
  ]

  @Test(arguments: sizes) func zeroAlignedAndWritable(_ bytes: Int) throws {
    let start = try #require(PageMemory.map(bytes))
    defer { PageMemory.unmap(start, bytes) }
    let memory = UnsafeMutableRawBufferPointer(start: start, count: bytes)
    #expect(memory.allSatisfy { $0 == 0 })
    memory[0] = 1
    memory[bytes - 1] = 2
    // A quarter of a huge page gets one of its own.
    let isHuge = bytes >= Self.hugePage / 4
    #expect(Int(bitPattern: start) % (isHuge ? Self.hugePage : Self.page) == 0)
  }

  /// What is mapped beyond what was asked for goes with it: left behind, it would add up to addresses that nothing else in this
  /// process takes.
  @Test func nothingIsLeftBehind() throws {
    let bytes = 2 * Self.hugePage - Self.hugePage / 2
    let before = try Self.addressSpace()
    for _ in 0..<40_000 { PageMemory.unmap(try #require(PageMemory.map(bytes)), bytes) }
    // 40 000 rests of half a huge page are 42 GB.
    #expect(try Self.addressSpace() < before + 20_000_000_000)
  }

  /// Bytes of addresses that are mapped.
  private static func addressSpace() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    return try #require(status.split(separator: " ").first.flatMap { Int($0) }) * page
  }

  @Test func sizesThatNoMachineHasAreRefused() {
    #expect(PageMemory.map(.max) == nil)
    #expect(PageMemory.map(.max / 2) == nil)
  }
}
