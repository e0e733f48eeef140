import Estimators
import MatrixCore
import Tables
import TestSupport
import Testing

/// Multipliers that others published or that NumPy computed from the formulas.
@Suite struct PublishedMultipliersTests {
  private func estimate(_ test: TestEngine, study: String? = nil) throws -> Multipliers {
    let file = try study.map { try StudyFile(text: $0, path: "study.yaml") }
    return try MultiplierEstimator(EstimationSettings(engine: test.engine))
      .estimate(ReferenceTables.germany1995(), study: file)
  }

  /// Published to these digits with the tables of Eurostat's manual (rOpenGov/iotables).
  @Test(arguments: TestEngines.all) func germanyAsPublished(_ test: TestEngine) throws {
    let result = try estimate(test)
    let published: [(name: String, values: [Double], half: Double)] = [
      ("output", [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782], 5e-5),
      ("value_added", [0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199], 5e-5),
      ("employment", [0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242], 5e-5),
    ]
    for (name, values, half) in published {
      let measure = try #require(result[name])
      for (value, printed) in zip(measure.multipliers, values) { #expect(abs(value - printed) <= half, "\(name)") }
    }
    let coefficients = try #require(result["value_added"]).coefficients
    for (value, printed) in zip(coefficients, [0.4934, 0.3659, 0.4708, 0.5766, 0.5999, 0.7172]) {
      #expect(abs(value - printed) <= 5e-5)
    }
  }

  /// NumPy, eleven digits.
  @Test(arguments: TestEngines.all) func germanyToMoreDigits(_ test: TestEngine) throws {
    let result = try estimate(test)
    let output = [1.7048382795, 1.8412988083, 1.8136266663, 1.6035180880, 1.5950540693, 1.3782472438]
    let valueAdded = [0.8450151769, 0.7646848489, 0.8614629799, 0.9019139807, 0.9393329399, 0.9199126365]
    let ratios = [1.3071448499, 2.0822655894, 1.5696855161, 1.3854902146, 1.8180833199, 1.2077955762]
    #expect(relativeDifference(try #require(result["output"]).multipliers, output) < 1e-10)
    #expect(relativeDifference(try #require(result["value_added"]).multipliers, valueAdded) < 1e-10)
    #expect(relativeDifference(try #require(result["employment"]).ratios.compactMap(\.self), ratios) < 1e-10)
  }

  /// Miller and Blair (2009), chapter 2: column sums of the inverse of the two-sector table.
  @Test(arguments: TestEngines.all) func twoSectors(_ test: TestEngine) throws {
    let result = try MultiplierEstimator(EstimationSettings(engine: test.engine)).estimate(ReferenceTables.millerBlair())
    // Column sums of the exact inverse: 1.15 / (.85·.95 − .25·.2) and 1.1 / ….
    let determinant = 0.85 * 0.95 - 0.25 * 0.2
    let exact = [1.15 / determinant, 1.1 / determinant]
    #expect(relativeDifference(try #require(result["output"]).multipliers, exact) < 8 * .ulpOfOne)
    // All that is not intermediate is value added: it is contained once.
    #expect(relativeDifference(try #require(result["value_added"]).multipliers, [1, 1]) < 8 * .ulpOfOne)
  }

  /// The worked example: NumPy from the formulas, ten digits.
  @Test(arguments: TestEngines.all) func digitalGroupsByEveryWeight(_ test: TestEngine) throws {
    let result = try estimate(test, study: WorkedExampleTests.study)
    let expected: [(GroupMultiplier.Weight, Double, Double?)] = [
      (.finalDemand, 1.661568443, 1.649496970), (.output, 1.650830312, 1.666562888), (.merged, 1.65329202, nil),
      (.twoSectors, 1.6490239197, 1.6503424605),
    ]
    #expect(result.groups.map(\.weight) == expected.map(\.0))
    for (group, (_, digital, other)) in zip(result.groups, expected) {
      #expect(relativeDifference(try #require(group.digital), digital) < 5e-9)
      if let other { #expect(relativeDifference(try #require(group.other), other) < 5e-9) } else { #expect(group.other == nil) }
    }
    // Children of a split have their parent's multipliers.
    let children = try #require(result["output"]).multipliers
    #expect(relativeDifference([children[1], children[4], children[6]], [1.84129881, 1.60351809, 1.59505407]) < 5e-9)
    #expect(abs(children[1] - children[2]) < 1e-15 && abs(children[6] - children[7]) < 1e-15)
  }
}
