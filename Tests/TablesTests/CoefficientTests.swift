import MatrixCore
import Tables
import Testing

@Suite struct CoefficientTests {
  @Test func dividesByOutput() throws {
    var small = SmallTable()
    small.output = [80, 100, 160]
    let table = try small.table()
    #expect(try table.inverseOutput == [0.0125, 0.01, 0.00625])
    #expect(try table.valueAddedCoefficients == [0.75, 0.65, 0.1875])
    #expect(try table.columnSumsOfCoefficients() == [0.375, 0.3, 0.375])
  }

  @Test func setsInactiveSectorsToZero() throws {
    var small = SmallTable()
    small.flows = [[10, 0, 5], [0, 0, 0], [5, -0.0, 30]]
    small.output = [100, -0.0, 100]
    small.valueAdded = [75, 0, 55]
    let table = try small.table()
    #expect(try table.inverseOutput == [0.01, 0, 0.01])
    #expect(try table.inverseOutput[1].sign == .plus)
    #expect(try table.columnSumsOfCoefficients() == [0.15, 0, 0.35])
  }

  @Test func refusesZeroOutputWithInputs() throws {
    var small = SmallTable()
    small.output = [100, 0, 100]
    let table = try small.table()
    let label = table.sectors[1]
    #expect(throws: CoefficientError.zeroOutputWithInputs(label, index: 1)) { try table.inverseOutput }
    small.flows = [[10, 0, 5], [0, 0, 0], [5, 0, 30]]
    let earning = try small.table()
    #expect(throws: CoefficientError.zeroOutputWithInputs(label, index: 1)) { try earning.valueAddedCoefficients }
    #expect(
      CoefficientError.zeroOutputWithInputs(label, index: 1).description
        == "sector R/b at position 1 has no output but inputs or value added")
  }

  @Test func refusesNegativeAndTinyOutput() throws {
    var small = SmallTable()
    small.output = [100, 100, -50]
    let table = try small.table()
    let label = table.sectors[2]
    #expect(throws: CoefficientError.negativeOutput(label, index: 2, output: -50)) { try table.columnSumsOfCoefficients() }
    #expect(try table.inverseOutput(negativeOutput: .allowed) == [0.01, 0.01, -0.02])
    #expect(try table.valueAddedCoefficients(negativeOutput: .allowed) == [0.6, 0.65, -0.6])
    small.output = [100, 100, 0x1p-1030]
    let tiny = try small.table()
    #expect(throws: CoefficientError.outputTooSmall(label, index: 2, output: 0x1p-1030)) { try tiny.inverseOutput }
  }

  @Test func namesWhatIsMissing() throws {
    var small = SmallTable()
    small.output = nil
    let noOutput = try small.table()
    #expect(throws: CoefficientError.outputMissing) { try noOutput.inverseOutput }
    small.valueAdded = nil
    let noValueAdded = try small.table()
    #expect(throws: CoefficientError.valueAddedMissing) { try noValueAdded.valueAddedCoefficients }
  }

  @Test func takesCoefficientsAsTheyAre() throws {
    var small = SmallTable()
    small.kind = .coefficients
    small.flows = [[0.5, 0.25, 0], [0, 0, 0.5], [0.25, 0.5, 0.25]]
    small.output = nil
    let table = try small.table()
    #expect(try table.columnSumsOfCoefficients() == [0.75, 0.75, 0.75])
  }

  @Test func rowsInMoney() {
    let money = ["value_added", "labour", "capital", "compensation", "surplus", "imports", "primary_inputs", "labour_2"]
    #expect(money.allSatisfy(InputOutputTable.isMoney(row:)))
    let others = ["employment", "F", "F_3", "labour_force", "labour_", "_1", "", "compensation_of_whom"]
    #expect(!others.contains(where: InputOutputTable.isMoney(row:)))
  }

  @Test func addsUpPrimaryInputs() throws {
    var small = SmallTable()
    small.rows = [
      NamedRows(name: "imports", values: [10, 5, 10]), NamedRows(name: "taxes", values: [1, 2, 3]),
      NamedRows(name: "labour", values: [50, 50, 20]), NamedRows(name: "F", rowCount: 2, values: [1, 1, 1, 1, 1, 1]),
    ]
    #expect(try small.table().primaryInputs == [71, 72, 43])
    #expect(try small.table().primaryInputRows.map(\.name) == ["imports", "taxes"])
    // All primary inputs fit value added and imports alone: taxes are a part of value added.
    small.rows.append(NamedRows(name: "primary_inputs", values: [70, 70, 40]))
    #expect(try small.table().primaryInputs == [70, 70, 40])
    #expect(try small.table().primaryInputRows.map(\.name) == ["imports"])
    small.valueAdded = nil
    #expect(try small.table().primaryInputs == [70, 70, 40])
    small.rows.removeLast()
    #expect(try small.table().primaryInputs == nil)
  }
}
