import MatrixCore
import Testing

@Suite("Memory that cannot be had is an error, not a crash")
struct AllocationErrorTests {
  @Test("a count of elements beyond Int")
  func countOverflows() {
    let error = #expect(throws: AllocationError.self) { _ = try Matrix<Double>(rows: .max, columns: 2) }
    #expect(error == AllocationError(bytes: nil))
    #expect(error?.description == "the matrix has more bytes than this machine can address")
  }

  @Test("a count that fits, bytes that do not: for each width of element")
  func bytesOverflow() {
    let wide = #expect(throws: AllocationError.self) { _ = try Matrix<Double>(rows: 1 << 60, columns: 1) }
    let narrow = #expect(throws: AllocationError.self) { _ = try Matrix<Float>(rows: 1 << 31, columns: 1 << 30) }
    #expect(wide == AllocationError(bytes: nil))
    #expect(narrow == AllocationError(bytes: nil))
  }

  @Test("more than the machine can address: the bytes are named")
  func tooLarge() {
    let error = #expect(throws: AllocationError.self) { _ = try Matrix<Double>(rows: 1 << 30, columns: 1 << 27) }
    #expect(error == AllocationError(bytes: 1 << 60))
    #expect(error?.description == "no memory for 1152921504606846976 bytes")
  }

  @Test("no elements need no memory, however long the other side")
  func longButEmpty() throws {
    let matrix = try Matrix<Double>(rows: .max, columns: 0)
    #expect(matrix.count == 0)
  }
}
