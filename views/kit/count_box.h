// Field for a count that lets any number be typed, so that a wrong one can be told as wrong.
#pragma once

#include <QSpinBox>
#include <algorithm>

namespace synod::views {

/// Its arrows stay within `least` and `most`; what is typed may lie outside.
class CountBox : public QSpinBox {
 public:
  CountBox(int least, int most, QWidget* parent = nullptr)
      : QSpinBox(parent), least_(least), most_(most) {
    setRange(0, 99);
  }

  void set_bounds(int least, int most) {
    least_ = least;
    most_ = most;
    update();
  }
  int least() const { return least_; }
  int most() const { return most_; }
  bool fits() const { return value() >= least_ && value() <= most_; }

  void stepBy(int steps) override { setValue(std::clamp(value() + steps, least_, most_)); }

 protected:
  StepEnabled stepEnabled() const override {
    return (value() > least_ ? StepDownEnabled : StepNone) |
           (value() < most_ ? StepUpEnabled : StepNone);
  }

 private:
  int least_;
  int most_;
};

}  // namespace synod::views
