import BenchmarkHarness
import Foundation
import Leontief
import TestSupport
import Testing

@Suite struct RoofsRecordTests {
  private static let roofs = RoofsRecord(
    HostRoofs(
      doubleFlops: 100, singleFlops: 200, memory: 10, caches: [.init(capacity: 1000, bytes: 40), .init(capacity: 50, bytes: 80)]),
    threads: 2)

  private static func standing(flops: Double, bytes: Double, isSingle: Bool = false, seconds: Double = 10) -> RooflineRecord? {
    roofs.standing(flops: flops, bytes: bytes, isSingle: isSingle, seconds: seconds)
  }

  /// By hand: the least time is the longer of computing and reading.
  @Test func theLowestRoofCounts() {
    #expect(Self.standing(flops: 500, bytes: 20) == RooflineRecord(bound: .compute, share: 0.5))
    #expect(Self.standing(flops: 500, bytes: 20, isSingle: true) == RooflineRecord(bound: .compute, share: 0.25))
    #expect(Self.standing(flops: 1, bytes: 40) == RooflineRecord(bound: .cache, share: 0.05))
    #expect(Self.standing(flops: 1, bytes: 51, seconds: 5.1) == RooflineRecord(bound: .cache, share: 0.25))
    #expect(Self.standing(flops: 1, bytes: 1001, seconds: 200.2) == RooflineRecord(bound: .memory, share: 0.5))
    #expect(Self.standing(flops: 0, bytes: 0) == nil && Self.standing(flops: 1, bytes: 1, seconds: 0) == nil)
  }

  @Test func theBetterOfTwoMeasurements() {
    let (one, other) = (
      HostRoofs(doubleFlops: 5, singleFlops: 9, memory: 1, caches: [.init(capacity: 8, bytes: 3)]),
      HostRoofs(doubleFlops: 4, singleFlops: 10, memory: 2, caches: [.init(capacity: 8, bytes: 1)])
    )
    let best = HostRoofs(doubleFlops: 5, singleFlops: 10, memory: 2, caches: [.init(capacity: 8, bytes: 3)])
    #expect(HostRoofs.better(one, other) == best && HostRoofs.better(other, one) == best)
    #expect(HostRoofs.better(one, nil) == one && HostRoofs.better(nil, one) == one && HostRoofs.better(nil, nil) == nil)
  }

  private static func document() -> ResultDocument {
    var document = ScriptedResult.document(["a": [1, 2, 3, 4, 5, 6, 7, 8, 9]])
    var own = roofs
    own.threads = document.cells[0].threads
    document.add(.success(own))
    return document
  }

  private static func problems(_ document: ResultDocument) throws -> [String] {
    try StoredDocument(text: try document.json()).problems
  }

  @Test func documentsCarryTheStanding() throws {
    var document = Self.document()
    // 10 flops and 5 bytes in a median of 5 seconds: 0.1 s of computing are the longer time.
    #expect(document.cells[0].roofline == RooflineRecord(bound: .compute, share: 0.02))
    #expect(try Self.problems(document) == [])
    #expect(try ResultDocument(json: try document.json()).roofs == document.roofs)
    document.cells[0].roofline?.share = 0.03
    #expect(try Self.problems(document) == ["cells[0] (a on swift).roofline is 0.03 of compute, the roofs give 0.02 of compute"])
    document.cells[0].roofline = nil
    #expect(try Self.problems(document).first?.contains("roofline is null, the roofs give") == true)
    // Roofs of another number of threads say nothing of a cell.
    document.roofs?.threads += 1
    #expect(try Self.problems(document) == [])
  }

  @Test func withoutRoofsThereIsAReason() throws {
    var known = Self.document()
    known.add(.failure(RoofGap(reason: "too busy")))
    #expect(known.roofs == nil && known.roofsWhy == "too busy" && known.cells[0].roofline == nil)
    #expect(try Self.problems(known) == [])
    let document = ScriptedResult.document(["a": [1, 2]])
    let root = try #require(try JSONSerialization.jsonObject(with: Data(document.json().utf8)) as? [String: Any])
    #expect(root["roofs"] is NSNull && root["roofs_why"] as? String == "they were not measured")
  }
}
