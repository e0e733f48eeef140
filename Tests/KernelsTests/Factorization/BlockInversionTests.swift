import Kernels
import MatrixCore
import TestSupport
import Testing

/// The inverses of the diagonal blocks of I − A.
@Suite struct BlockInversionTests {
  @Test(arguments: EngineUnderTest.inverting)
  func inverses(_ subject: EngineUnderTest) throws {
    let blocks = [0..<1, 1..<40, 40..<40, 40..<105]
    let source = Blocks(numbers: [[Double]].random(105, 105, seed: 41).map { $0.map { $0 / 105 } })
    var double = try Matrix<Double>(rows: 105, columns: 70)
    let failure = try invert(source, blocks, &double, subject.engine)
    #expect(failure == nil)
    var single = try Matrix<Float>(rows: 105, columns: 70)
    var target = single.mutableView
    let singleFailure = try subject.engine.invertDiagonalBlocks(ofIdentityMinus: source, blocks, into: &target)
    #expect(singleFailure == nil)
    for block in blocks {
      for i in block {
        for j in 0..<block.count {
          var product = 0.0
          for (place, k) in block.enumerated() {
            product += ((i == k ? 1 : 0) - source.numbers[i][k]) * double[block.lowerBound + place, j]
          }
          // Magnitudes of I − A and its inverse are near one; observed below 1e-15.
          #expect(abs(product - (i == block.lowerBound + j ? 1 : 0)) <= 1e-13)
          // In single precision; observed below 3e-7.
          #expect(abs(Double(single[i, j]) - double[i, j]) <= 3e-6)
        }
        for j in block.count..<70 { #expect(double[i, j] == 0 && single[i, j] == 0) }
      }
    }
  }

  /// A block whose first pivot is not positive is inverted in double precision, with exchanges, and rounded.
  @Test(arguments: EngineUnderTest.inverting)
  func blockThatNeedsExchanges(_ subject: EngineUnderTest) throws {
    var numbers = [[Double]].random(50, 50, seed: 43).map { $0.map { $0 / 50 } }
    numbers[0][0] = 1
    let source = Blocks(numbers: numbers)
    var double = try Matrix<Double>(rows: 50, columns: 50)
    var single = try Matrix<Float>(rows: 50, columns: 50)
    #expect(try invert(source, [0..<50], &double, subject.engine) == nil)
    var target = single.mutableView
    #expect(try subject.engine.invertDiagonalBlocks(ofIdentityMinus: source, [0..<50], into: &target) == nil)
    for i in 0..<50 {
      for j in 0..<50 { #expect(single[i, j] == Float(double[i, j])) }
    }
  }

  /// A row of I − A without anything is found and named.
  @Test(arguments: EngineUnderTest.inverting)
  func singularBlock(_ subject: EngineUnderTest) throws {
    var numbers = [[Double]].random(60, 60, seed: 42).map { $0.map { $0 / 60 } }
    numbers[33] = (0..<60).map { $0 == 33 ? 1 : 0 }
    var inverses = try Matrix<Double>(rows: 60, columns: 30)
    let failure = try invert(Blocks(numbers: numbers), [0..<30, 30..<60], &inverses, subject.engine)
    #expect(failure == 33)
  }

  /// More memory than can be counted: nobody gets it, and no block passes for inverted.
  @Test(arguments: [1, 3])
  func refusedMemoryIsAnError(_ threads: Int) throws {
    let side = 1 << 40
    var one = 0.0
    try withUnsafeMutablePointer(to: &one) { place in
      var owner = try Matrix<Double>(rows: 1, columns: 1)
      var target = MutableMatrixView<Double>(
        base: place, rows: side, columns: side, rowStride: 0, columnStride: 0, owner: &owner)
      #expect(throws: AllocationError(bytes: nil)) {
        try EngineUnderTest.tiny(threads: threads).invertDiagonalBlocks(
          ofIdentityMinus: Blocks(numbers: []), [0..<side], into: &target)
      }
    }
  }

  private func invert(
    _ source: Blocks, _ blocks: [Range<Int>], _ inverses: inout Matrix<Double>, _ engine: Engine
  ) throws -> Int? {
    var target = inverses.mutableView
    return try engine.invertDiagonalBlocks(ofIdentityMinus: source, blocks, into: &target)
  }
}

private struct Blocks: DiagonalBlocks {
  let numbers: [[Double]]

  @_lifetime(b: copy b)
  func copy(_ block: Range<Int>, into b: inout MutableMatrixView<Double>, on engine: Engine) {
    for i in 0..<block.count {
      for j in 0..<block.count { b[i, j] = numbers[block.lowerBound + i][block.lowerBound + j] }
    }
  }
}
