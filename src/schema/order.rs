//! The order in which the documentation has the fields, which is how a sender may write them.

use crate::json::Value;
use crate::json::tree::parse_only;

/// The documented fields of each object, in the documentation's order.
#[must_use]
pub fn documented_orders() -> Vec<Vec<String>> {
    let mut orders = Vec::new();
    if let Some(schema) = parse_only(super::PAYLOAD) {
        collect(&schema, &mut orders);
    }
    orders
}

fn collect(schema: &Value<'_>, orders: &mut Vec<Vec<String>>) {
    match schema {
        Value::Object(object) => {
            if let Some(Value::Object(properties)) = object.get("properties") {
                let members = properties.members().iter();
                orders.push(
                    members
                        .map(|member| member.key.clone().into_owned())
                        .collect(),
                );
            }
            for member in object.members() {
                collect(&member.value, orders);
            }
        }
        Value::Array(elements) => elements.iter().for_each(|element| collect(element, orders)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orders_are_those_of_the_documentation() {
        let orders = documented_orders();
        let starts: Vec<&[String]> = orders.iter().map(|order| &order[..2]).collect();
        for start in [
            ["event", "data"],
            ["session_id", "agent_id"],
            ["role", "content"],
            ["started_speaking_at", "stopped_speaking_at"],
            ["success", "reasons"],
        ] {
            assert!(
                starts.contains(&start.map(str::to_owned).as_slice()),
                "{start:?}"
            );
        }
        assert_eq!(orders.len(), 5);
    }
}
