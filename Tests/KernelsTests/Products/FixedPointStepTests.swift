import Kernels
import MatrixCore
import TestSupport
import Testing

/// z ← y + A x with the norms of z − x, in both precisions of A.
@Suite struct FixedPointStepTests {
  @Test(arguments: EngineUnderTest.narrow, Placement.allCases)
  func stepsAndNorms(_ subject: EngineUnderTest, _ placement: Placement) throws {
    for n in [0, 1, 2, 17, 64, 65, 200] {
      let problem = Problem(n)
      let double = try PlacedMatrix<Double>(problem.a, columns: n, placement)
      var z = [Double](repeating: .nan, count: n)
      let step = subject.engine.fixedPointStep(double.view, problem.x, plus: problem.y, into: &z)
      problem.check(z, step)
      let single = try PlacedMatrix<Float>(problem.a, columns: n, placement)
      var w = [Double](repeating: .nan, count: n)
      let singleStep = subject.engine.fixedPointStep(single.view, problem.x, plus: problem.y, into: &w)
      problem.check(w, singleStep)
    }
  }

  @Test(arguments: EngineUnderTest.narrow)
  func singlePrecision(_ subject: EngineUnderTest) throws {
    // Small integers: every operation is exact.
    let a = try PlacedMatrix<Float>([[1, 2], [3, 4]], columns: 2, .rowMajor)
    var z: [Float] = [0, 0]
    let step = subject.engine.fixedPointStep(a.view, [5, -6] as [Float], plus: [1, 1], into: &z)
    #expect(z == [-6, -8])
    #expect(step == FixedPointStep(residualMaximum: 11, residualSum: 13, largest: 8))
  }

  /// A NaN anywhere shows in every norm it reaches, wherever it stands.
  @Test(arguments: EngineUnderTest.narrow, [0, 64, 99])
  func notANumberIsNotHidden(_ subject: EngineUnderTest, _ place: Int) throws {
    let problem = Problem(100)
    let a = try PlacedMatrix<Double>(problem.a, columns: 100, .rowMajor)
    var y = problem.y
    y[place] = .nan
    var z = [Double](repeating: 0, count: 100)
    let step = subject.engine.fixedPointStep(a.view, problem.x, plus: y, into: &z)
    #expect(step.residualMaximum.isNaN && step.residualSum.isNaN && step.largest.isNaN)
    #expect(z.indices.filter { z[$0].isNaN } == [place])
  }

  @Test(arguments: [2, 3, 7])
  func teamsAgreeBitwise(_ threads: Int) throws {
    let problem = Problem(333)
    let x = [[Double]].randomReals(1, 333, seed: 24)[0]
    for placement in [Placement.rowMajor, .columnMajor] {
      let a = try PlacedMatrix<Float>(problem.a, columns: 333, placement)
      var steps: [FixedPointStep] = []
      var results: [[Double]] = []
      for members in [1, threads] {
        var z = [Double](repeating: 0, count: 333)
        steps.append(
          EngineUnderTest.shortParts(threads: members).fixedPointStep(a.view, x, plus: problem.y, into: &z))
        results.append(z)
      }
      #expect(steps[0] == steps[1] && results[0] == results[1])
    }
  }
}

/// A problem in numbers that `Float` holds, and what its step is.
private struct Problem {
  let a: [[Double]]
  let x: [Double]
  let y: [Double]

  init(_ n: Int) {
    a = [[Double]].random(n, n, seed: 21).map { $0.map { Double(Float($0)) } }
    x = [[Double]].random(1, n, seed: 22)[0]
    y = [[Double]].random(1, n, seed: 23)[0]
  }

  func check(_ z: [Double], _ step: FixedPointStep, _ location: SourceLocation = #_sourceLocation) {
    var expected = FixedPointStep()
    for (i, row) in a.enumerated() {
      var sum = AccurateProduct()
      sum.add(y[i], 1)
      for (value, factor) in zip(row, x) { sum.add(value, factor) }
      let bound = Double(x.count + 2) * Double.unitRoundoff * 1.01 * sum.magnitude
      #expect(abs(z[i] - sum.value) <= bound, "row \(i)", sourceLocation: location)
      expected.residualMaximum = max(expected.residualMaximum, abs(z[i] - x[i]))
      expected.residualSum += abs(z[i] - x[i])
      expected.largest = max(expected.largest, abs(z[i]))
    }
    #expect(step.residualMaximum == expected.residualMaximum, sourceLocation: location)
    #expect(step.largest == expected.largest, sourceLocation: location)
    // Sums of numbers of one sign in two orders.
    let difference = abs(step.residualSum - expected.residualSum)
    #expect(difference <= 2 * Double(x.count) * Double.unitRoundoff * expected.residualSum, sourceLocation: location)
  }
}
