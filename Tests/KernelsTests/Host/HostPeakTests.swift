import Kernels
import MatrixCore
import Testing

@Suite struct HostPeakTests {
  @Test(arguments: InstructionSet.available)
  func workIsStepsTimesMembers(set: InstructionSet) {
    let one = HostPeak.multiplyAdds(Double.self, on: set, steps: 100, team: Team(threads: 1))
    let two = HostPeak.multiplyAdds(Double.self, on: set, steps: 200, team: Team(threads: 1))
    // At least one multiply-add a step.
    #expect(one >= 200 && two == 2 * one)
    let single = HostPeak.multiplyAdds(Float.self, on: set, steps: 100, team: Team(threads: 1))
    // Vectors of the same width hold twice as many.
    #expect(single == 2 * one)
    let team = HostPeak.multiplyAdds(Double.self, on: set, steps: 100, team: Team(threads: 2))
    #expect(team == one || team == 2 * one)
    #expect(HostPeak.multiplyAdds(Double.self, on: set, steps: 0, team: Team(threads: 2)) == 0)
  }

  @Test(arguments: [1, 2, 3], ReadOrder.allCases)
  func everyElementIsReadOnce(threads: Int, order: ReadOrder) throws {
    // Parts for 1, 2 and 3 members are whole numbers of steps of every vector.
    var matrix = try Matrix<Double>(rows: 6, columns: 1024)
    for i in 0..<6 { for j in 0..<1024 { matrix[i, j] = Double(i * 1024 + j) } }
    #expect(HostPeak.read(matrix, order, team: Team(threads: threads)) == Double(6144 * 6143 / 2))
    // The sum is that of one pass, however many there are.
    #expect(HostPeak.read(matrix, passes: 3, order, team: Team(threads: threads)) == Double(6144 * 6143 / 2))
    #expect(HostPeak.read(matrix, first: 3072, passes: 2, order, team: Team(threads: threads)) == Double(3072 * 3071 / 2))
    #expect(HostPeak.read(matrix, first: 0, order, team: Team(threads: threads)) == 0)
  }

  @Test(arguments: [1, 2, 3], ReadOrder.allCases)
  func singlePrecisionIsReadToo(threads: Int, order: ReadOrder) throws {
    // Parts for all three are whole numbers of steps, and their sums exact.
    var matrix = try Matrix<Float>(rows: 6, columns: 1024)
    for i in 0..<6 { for j in 0..<1024 { matrix[i, j] = Float(i * j % 7) } }
    var sum = 0
    for i in 0..<6 { for j in 0..<1024 { sum += i * j % 7 } }
    #expect(HostPeak.read(matrix, order, team: Team(threads: threads)) == Double(sum))
  }

  /// Many pieces, and thirteen elements behind the last turn of every vector, which are left out.
  @Test(arguments: [1, 2, 3, 7], ReadOrder.allCases)
  func piecesAreReadOnce(threads: Int, order: ReadOrder) throws {
    let count = 6_000_013
    var double = try Matrix<Double>(rows: 1, columns: count)
    var single = try Matrix<Float>(rows: 1, columns: count)
    for j in 0..<count { (double[0, j], single[0, j]) = (1, 1) }
    #expect(HostPeak.readShared(double, order, team: Team(threads: threads)) == 6_000_000)
    #expect(HostPeak.readShared(single, order, team: Team(threads: threads)) == 6_000_000)
  }

  @Test(arguments: ReadOrder.allCases) func nothingToReadIsNothing(order: ReadOrder) throws {
    #expect(HostPeak.read(try Matrix<Double>(rows: 0, columns: 5), order, team: Team(threads: 2)) == 0)
    #expect(HostPeak.readShared(try Matrix<Double>(rows: 0, columns: 5), order, team: Team(threads: 2)) == 0)
  }

  /// By the shortest sample, which is what a busy host leaves of it.
  @Test func theOrderWithTheShortestReadingIsTaken() {
    for faster in ReadOrder.allCases {
      var samples = 0
      let order = ReadOrder.fastest(seconds: { order in
        samples += 1
        return order == faster ? (samples > 6 ? 1 : 9) : 2
      })
      #expect(order == faster && samples == 5 * ReadOrder.allCases.count)
    }
  }
}
