#include "views/kit/cast_words.h"

#include <QCoreApplication>
#include <QStringList>
#include <utility>
#include <vector>

#include "views/kit/translated.h"

namespace synod::views {

namespace {

struct Texts {
  Q_DECLARE_TR_FUNCTIONS(synod::views::CastWords)
};

/// The roles that have nodes in the cluster, and how many.
std::vector<std::pair<const RoleInfo*, int>> counted(const Shape& shape) {
  std::vector<std::pair<const RoleInfo*, int>> roles;
  for (const Seats& seats : seats_of(*shape.cast))
    if (const int count = shape.*seats.count; count != 0) roles.emplace_back(seats.role, count);
  return roles;
}

}  // namespace

QString cluster_words(const Shape& shape) {
  QStringList words;
  for (const auto& [role, count] : counted(shape))
    words << Texts::tr("%1: %2").arg(translated(role->many)).arg(count);
  return words.join(QStringLiteral(" · "));
}

QString cluster_letters(const Shape& shape) {
  QStringList words;
  for (const auto& [role, count] : counted(shape))
    words << QStringLiteral("%1 %2").arg(count).arg(QLatin1Char(role->letter));
  return words.join(QStringLiteral(" · "));
}

QString role_words(const Shape& shape, NodeId node) {
  const RoleInfo& own = shape.role(node);
  const Cast& cast = *shape.cast;
  if (&own != &cast.node) return translated(own.one);
  QStringList names;
  for (const RoleInfo* role : {&cast.proposer, &cast.acceptor, &cast.learner})
    names << translated(role->one);
  return names.join(QStringLiteral(" · "));
}

}  // namespace synod::views
